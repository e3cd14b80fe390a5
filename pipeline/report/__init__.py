"""Tables -> report.html, one self-contained page that works offline."""
