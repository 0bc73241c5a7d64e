package io.polycritic.http;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RefusalListener;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * The one web context of the platform, and the door that no request goes around: foreign host names are refused,
 * headers that keep a browser out of trouble are set, and whatever is not for everybody needs at least a viewer. The
 * API asks for more by itself, route by route.
 */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = WebContext.NAME, path = "/")
public final class WebContext extends ServletContextHelper {
    static final String NAME = "polycritic";
    static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    /** Framework property: host names to answer to besides the loopback's, separated by commas. */
    static final String HOSTS = "polycritic.http.hosts";

    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'";

    /** What a browser must have before somebody can log in, and what machines ask. */
    private static final Set<String> OPEN = Set.of("/", "/index.html", "/favicon.ico");

    private static final String[] OPEN_FOLDERS = {"/assets/", "/health/", "/api/"};

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_.~%@:,+-]*");
    private static final Pattern ENCODED_DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

    private final Hosts hosts;
    private final boolean tls;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile AccountControl accounts;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<RefusalListener> listeners = List.of();

    /**
     * Makes the context.
     *
     * @param bundle gives the framework's properties
     */
    @Activate
    public WebContext(BundleContext bundle) {
        hosts = new Hosts(bundle.getProperty(HOSTS));
        tls = Boolean.parseBoolean(bundle.getProperty("org.apache.felix.https.enable"));
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long begin = System.nanoTime();
        protect(response);
        if (Audit.READS.contains(request.getMethod())) {
            Leftover.read(request, response, false); // nobody else will
        }
        try {
            admit(request);
            return true;
        } catch (HttpProblem e) {
            refuse(request, response, e, begin);
        } catch (ProblemException e) {
            refuse(request, response, HttpProblem.of(e), begin);
        }
        return false;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpProblem problem, long begin)
            throws IOException {
        Leftover.read(request, response, false);
        Replies.problem(response, problem);
        long nanos = System.nanoTime() - begin;
        for (RefusalListener listener : listeners) {
            listener.refused(request.getMethod(), request.getRequestURI(), problem.status(), nanos);
        }
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    private void admit(HttpServletRequest request) {
        if (!hosts.allows(request.getHeader("Host"))) {
            String message = "this server answers to " + hosts + "; allow more names by the property " + HOSTS;
            throw HttpProblem.of(403, "FORBIDDEN", "Host", message);
        }
        if (tls && !request.isSecure() && !Hosts.loopback(request.getRemoteAddr())) {
            throw HttpProblem.of(403, "FORBIDDEN", "", "from other machines this server is reached by https alone");
        }
        if (!open(request.getRequestURI())) {
            Gate gate = new Gate(accounts);
            Visitor visitor = gate.visitor(request);
            Gate.require(Role.VIEWER, visitor);
            Limits.checkWhole(visitor);
        }
    }

    /**
     * Whether an address is for everybody. It is the one that was sent, so one from which a server could make another,
     * such as {@code /assets/../metrics}, is not.
     */
    static boolean open(String address) {
        if (OPEN.contains(address)) {
            return true;
        }
        for (String folder : OPEN_FOLDERS) {
            if (address.startsWith(folder)) {
                return PLAIN.matcher(address).matches()
                        && !address.contains("..")
                        && !ENCODED_DOT.matcher(address).find();
            }
        }
        return false;
    }
}
