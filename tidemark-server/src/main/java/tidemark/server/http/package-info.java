/**
 * The HTTP side of the house: listeners, compression, limits, the services that belong to no
 * protocol (/metrics, /health, /), and the port that telnet and HTTP share. Helidon's types are
 * known here and to the HTTP services, nowhere else. Start with {@link
 * tidemark.server.http.HttpListener}.
 */
@NullMarked
package tidemark.server.http;

import org.jspecify.annotations.NullMarked;
