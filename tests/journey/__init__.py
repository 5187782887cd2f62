"""Stories in a real browser: the product and the simulator as processes of their own, bubble to bubble."""
