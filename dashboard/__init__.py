"""People: a REST API to ask, a WebSocket to be told, and the front end that uses both."""
