package io.polycritic.http;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.BackupControl;
import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.IdempotencyControl;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.SettingSource;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.SystemControl;
import io.polycritic.api.control.Visitor;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
 * The REST API. Each route has the role that it needs; changes by a session need its token against forgery too, and are
 * audited, refused ones as well. Errors are problem documents, never stack traces: what was not foreseen is logged
 * under a number that the answer names.
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

    /**
     * What the API's root says.
     *
     * @param name the product
     * @param version its version
     * @param routes all there are
     */
    record Index(String name, String version, List<Entry> routes) {}

    /**
     * A route as it is told.
     *
     * @param method the HTTP method
     * @param path the path from the API's root on
     * @param role who may ask; null for whoever comes
     */
    record Entry(String method, String path, Role role) {}

    private final transient EventHub events;
    private final transient Router router;
    private final String version;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile AccountControl accounts;

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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile ExportControl exports;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile RecipeControl recipes;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile SystemControl system;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile SettingSource settings;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile IdempotencyControl answers;

    private final transient Idempotency idempotency = new Idempotency(() -> answers);
    private final transient Preconditions preconditions = new Preconditions(this::gate);

    /**
     * Makes the API.
     *
     * @param bundle gives the version
     * @param events delivers events
     */
    @Activate
    public ApiServlet(BundleContext bundle, @Reference EventHub events) {
        this.events = events;
        version = bundle.getBundle().getVersion().toString();
        router = routes();
    }

    /** All routes with their roles. */
    private Router routes() {
        Router all = new Router();
        all.on(
                        Role.VIEWER,
                        "GET",
                        "/",
                        Operation.of("What this is, and all routes.").gives(Index.class),
                        call -> Reply.ok(index()))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/openapi.json",
                        Operation.of("This description (OpenAPI 3.1).").gives(Object.class),
                        call -> Reply.ok(OpenApi.of(all.routes(), version)));
        SessionRoutes.addTo(all, this::gate);
        AccountRoutes.addTo(all, this::gate);
        StartRoutes.addTo(all, () -> recipes);
        RunRoutes.addTo(all);
        SwapRoutes.addTo(all);
        EpisodeRoutes.addTo(all);
        BundleRoutes.addTo(all, () -> plugins);
        StudyRoutes.addTo(all, () -> studies);
        BackupRoutes.addTo(all, () -> backups);
        ExportRoutes.addTo(all, () -> exports);
        SystemRoutes.addTo(all, () -> system, () -> settings);
        all.on(
                        Role.VIEWER,
                        "GET",
                        "/events",
                        Operation.of("Events of all runs, as they happen.").givesBytes(EventHub.CONTENT_TYPE),
                        call -> stream(call, ""))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/events",
                        Operation.of("Events of a run, as they happen.").givesBytes(EventHub.CONTENT_TYPE),
                        call -> stream(
                                call, call.control().run(call.path("run")).run()));
        return all;
    }

    private Gate gate() {
        return new Gate(accounts);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Audit audit = new Audit(request);
        try {
            Reply reply = handle(request, response, audit);
            audit.record(accounts, reply == Reply.TAKEN ? HttpServletResponse.SC_OK : reply.status(), "");
            if (reply != Reply.TAKEN) {
                Leftover.read(request, response, audit.hasBegunToRead());
                Replies.send(request, response, reply);
            }
        } catch (HttpProblem e) {
            refuse(request, response, audit, e);
        } catch (ProblemException e) {
            refuse(request, response, audit, HttpProblem.of(e));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            String number = UUID.randomUUID().toString().substring(0, 8);
            LOG.log(System.Logger.Level.ERROR, "request " + number + " failed: " + request.getRequestURI(), e);
            String message = "the platform failed; the log has the cause under " + number;
            refuse(request, response, audit, HttpProblem.of(500, "INTERNAL", "", message));
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Audit audit, HttpProblem problem)
            throws IOException {
        String path = problem.problem().path();
        String where = path == null || path.isEmpty() ? "" : path + ": ";
        audit.record(accounts, problem.status(), where + problem.problem().message());
        Leftover.read(request, response, audit.hasBegunToRead());
        Replies.problem(response, problem);
    }

    private Reply handle(HttpServletRequest request, HttpServletResponse response, Audit audit) throws Exception {
        String path = request.getRequestURI();
        if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
            throw HttpProblem.of(404, "NOT_FOUND", path, "the API is at " + ROOT);
        }
        Visitor visitor = gate().visitor(request);
        audit.visitor(visitor);
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Router.Match match = find(method, path.substring(ROOT.length()), visitor);
        audit.route(match.route());
        request.setAttribute(ROUTE, match.route().path());
        if (match.route().role() != null) {
            Gate.require(match.route().role(), visitor);
            Limits.check(match.route(), match.variables(), visitor);
            if (visitor.session() && !method.equals("GET")) {
                Forgery.check(request, SessionCookie.read(request));
            }
        }
        if (!method.equals("GET")) {
            gate().accounts().requireDatabase();
        }
        Call call = new Call(request, response, match.variables(), visitor, control);
        audit.call(call);
        call.allowQuery(match.route().query());
        return idempotency.once(
                call,
                () -> preconditions.hold(
                        call, match.route(), () -> match.route().handler().handle(call)));
    }

    /** Which addresses there are is not for strangers. */
    private Router.Match find(String method, String path, Visitor visitor) {
        try {
            return router.find(method, path);
        } catch (HttpProblem e) {
            Gate.require(Role.VIEWER, visitor);
            throw e;
        }
    }

    private Index index() {
        List<Entry> entries = router.routes().stream()
                .map(route -> new Entry(route.method(), route.path(), route.role()))
                .toList();
        return new Index("polycritic", version, entries);
    }

    private Reply stream(Call call, String run) {
        if (call.request().getMethod().equals("HEAD")) {
            call.response().setContentType(EventHub.CONTENT_TYPE);
            return Reply.TAKEN;
        }
        events.open(call.request(), call.response(), run, gate().watch(call.request()));
        return Reply.TAKEN;
    }
}
