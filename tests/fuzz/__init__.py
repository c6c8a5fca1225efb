"""`make fuzz`: real papers, damaged at random, through the real reader; nothing may reach the window but words."""
