/**
 * The platform on HTTP: the REST API under {@code /api/v1}, its server-sent events, health under {@code /health}, and
 * the rules of access that hold for these and for the console. It speaks {@link io.polycritic.api.control.RunControl}
 * alone.
 *
 * <p>A request passes {@link io.polycritic.http.GuardFilter} (host, headers), then
 * {@link io.polycritic.http.ApiServlet} (token, route, errors), then one handler of
 * {@link io.polycritic.http.RunRoutes} or {@link io.polycritic.http.SwapRoutes}. Events take another way:
 * {@link io.polycritic.http.EventHub} makes one frame of each and hands it to every
 * {@link io.polycritic.http.EventStream}, which writes without blocking.
 */
package io.polycritic.http;
