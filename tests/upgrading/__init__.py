"""A site with people at work, upgraded: what it held stays, and the code that still runs works on what the migrations leave."""
