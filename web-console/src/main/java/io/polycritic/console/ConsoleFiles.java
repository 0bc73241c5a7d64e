package io.polycritic.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Sends the console's files: the page at the root, which browsers ask for each time, and everything else under
 * {@code /assets/<hash>/}, which they keep for good.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=polycritic)")
public final class ConsoleFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> PAGE = Set.of("/", "/index.html");
    private static final String KEPT = "public, max-age=31536000, immutable";

    private final transient Bundle bundle;
    private transient Assets assets;

    /**
     * Makes the servlet.
     *
     * @param context of the bundle that has the files
     */
    @Activate
    public ConsoleFiles(BundleContext context) {
        bundle = context.getBundle();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getPathInfo() == null ? "/" : request.getPathInfo();
        Assets all = assets();
        if (PAGE.contains(asked)) {
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("ETag", all.tag());
            if (all.tag().equals(request.getHeader("If-None-Match"))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            send(request, response, all.page());
            return;
        }
        Assets.Asset file = all.file(asked);
        if (file == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().write("Not found. The console is at /\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        response.setHeader("Cache-Control", KEPT);
        send(request, response, file);
    }

    /** Read when the first one asks. */
    private synchronized Assets assets() {
        if (assets == null) {
            assets = Assets.of(bundle);
        }
        return assets;
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Assets.Asset asset)
            throws IOException {
        String codings = request.getHeader("Accept-Encoding");
        boolean zipped = codings != null
                && Arrays.stream(codings.split(",")).map(String::strip).anyMatch("gzip"::equals);
        byte[] bytes = zipped ? asset.zipped() : asset.plain();
        response.setHeader("Vary", "Accept-Encoding");
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(asset.type());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
