package io.polycritic.http;

import io.polycritic.api.control.BackupControl;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.StudyControl;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The REST API. Reading is open to clients on this machine and needs the token from elsewhere; everything but GET needs
 * the token always. Errors are problem documents, never stack traces: what was not foreseen is logged under a number
 * that the answer names.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/*")
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardContextSelect(WebContext.SELECT)
public final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(ApiServlet.class.getName());

    static final String ROOT = "/api/v1";

    /** Request attribute with the template of the route that was found; monitoring counts by it. */
    private static final String ROUTE = "io.polycritic.route";

    /** Framework property: the data folder. */
    static final String DATA = "polycritic.data";

    /**
     * What the API's root says.
     *
     * @param name the product
     * @param version its version
     * @param routes methods and paths
     */
    record Index(String name, String version, List<String> routes) {}

    private final transient Token token;
    private final transient EventHub events;
    private final transient Router router = new Router();
    private final String version;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile RunControl control;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile PluginControl plugins;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile StudyControl studies;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile BackupControl backups;

    /**
     * Makes the API, and the token at the first start.
     *
     * @param bundle gives the framework's properties
     * @param events delivers events
     * @throws IOException if the token cannot be read or made
     */
    @Activate
    public ApiServlet(BundleContext bundle, @Reference EventHub events) throws IOException {
        String data = bundle.getProperty(DATA);
        if (data == null) {
            throw new IllegalStateException("the framework property " + DATA + " must name the data folder");
        }
        token = Token.open(Path.of(data));
        this.events = events;
        version = bundle.getBundle().getVersion().toString();
        router.on("GET", "/", call -> Reply.ok(index()));
        router.on("GET", "/token", this::token);
        RunRoutes.addTo(router);
        SwapRoutes.addTo(router);
        BundleRoutes.addTo(router, () -> plugins);
        StudyRoutes.addTo(router, () -> studies);
        BackupRoutes.addTo(router, () -> backups);
        router.on("GET", "/events", call -> stream(call, ""));
        router.on(
                "GET",
                "/runs/{run}/events",
                call -> stream(call, call.control().run(call.path("run")).run()));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Reply reply = handle(request, response);
            if (reply != Reply.TAKEN) {
                Replies.send(response, reply);
            }
        } catch (HttpProblem e) {
            refuse(request, response, e);
        } catch (ProblemException e) {
            refuse(request, response, HttpProblem.of(e));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            String number = UUID.randomUUID().toString().substring(0, 8);
            LOG.log(System.Logger.Level.ERROR, "request " + number + " failed: " + request.getRequestURI(), e);
            String message = "the platform failed; the log has the cause under " + number;
            refuse(request, response, HttpProblem.of(500, "INTERNAL", "", message));
        }
    }

    /** Where the request's body was not read to its end, the connection ends, and the client must know. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, HttpProblem problem)
            throws IOException {
        boolean carries = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (carries && !request.getInputStream().isFinished()) {
            response.setHeader("Connection", "close");
        }
        Replies.problem(response, problem);
    }

    private Reply handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String path = request.getRequestURI();
        if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
            throw HttpProblem.of(404, "NOT_FOUND", path, "the API is at " + ROOT);
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Router.Match match = router.find(method, path.substring(ROOT.length()));
        request.setAttribute(ROUTE, match.route().path());
        boolean reads = method.equals("GET");
        if (!(reads && Hosts.loopback(request.getRemoteAddr()))) {
            requireToken(request);
        }
        RunControl engine = control;
        if (engine == null) {
            throw HttpProblem.of(503, "RESOURCE", "", "the engine is not there yet; try again in a moment");
        }
        Call call = new Call(request, response, match.variables(), engine);
        call.allowQuery(match.route().query());
        return match.route().handler().handle(call);
    }

    private void requireToken(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (!token.matches(header)) {
            String found = header == null ? "a token is needed" : "the token is wrong";
            throw HttpProblem.of(
                    401,
                    "UNAUTHENTICATED",
                    "Authorization",
                    found
                            + "; send 'Authorization: Bearer <token>', the token is in the file token of the data folder");
        }
    }

    /** Lets a client find out whether its token is right. */
    private Reply token(Call call) {
        requireToken(call.request());
        return Reply.nothing();
    }

    private Index index() {
        return new Index("polycritic", version, router.list());
    }

    private Reply stream(Call call, String run) {
        if (call.request().getMethod().equals("HEAD")) {
            call.response().setContentType(EventHub.CONTENT_TYPE);
            return Reply.TAKEN;
        }
        events.open(call.request(), call.response(), run);
        return Reply.TAKEN;
    }
}
