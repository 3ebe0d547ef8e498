"""The page's parts, one file each. Only here and in app.py is streamlit imported."""
