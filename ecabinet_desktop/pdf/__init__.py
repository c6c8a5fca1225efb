"""PDFs, always drawn and read in a helper process: a hostile file never takes the window down."""
