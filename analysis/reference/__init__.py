"""What is known of programs, devices, platforms and addresses: tables with their sources, and look-ups in them."""
