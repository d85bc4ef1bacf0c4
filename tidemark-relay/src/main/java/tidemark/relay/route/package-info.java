/**
 * What the rules decide about a name, worked out once and kept: {@link tidemark.relay.route.Router}
 * walks the rules and gives a {@link tidemark.relay.route.Route}, {@link
 * tidemark.relay.route.RouteTable} keeps routes by name, {@link tidemark.relay.route.RuleIndex}
 * keeps hundreds of expressions from being tried one by one. Knows no sockets: a server is a
 * number, and {@link tidemark.relay.route.Health} says whether it is up.
 */
@NullMarked
package tidemark.relay.route;

import org.jspecify.annotations.NullMarked;
