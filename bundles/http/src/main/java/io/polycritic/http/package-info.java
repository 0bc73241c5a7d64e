/**
 * The platform on HTTP: the REST API under {@code /api/v1}, its server-sent events, health under {@code /health}, and
 * the rules of access that hold for these and for the console. It speaks {@link io.polycritic.api.control.RunControl}
 * alone.
 *
 * <p>A request passes {@link io.polycritic.http.WebContext} (host, headers, whether it is for everybody), then
 * {@link io.polycritic.http.ApiServlet} (who asks, route, role, forgery, errors, audit), then one handler of the
 * classes {@code *Routes}. Events take another way: {@link io.polycritic.http.EventHub} makes one frame of each and
 * hands it to every {@link io.polycritic.http.EventStream}, which writes without blocking.
 */
package io.polycritic.http;
