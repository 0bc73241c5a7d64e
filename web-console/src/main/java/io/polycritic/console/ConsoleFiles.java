package io.polycritic.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The console's files: {@code index.html} at the root, everything else under {@code /assets}. A whiteboard resource
 * would do, but for one thing: it lets browsers revalidate by the time of the file, and that is the same in every build
 * of this jar. Here the entity tag is the content's hash.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=polycritic)")
public final class ConsoleFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String ROOT = "/console";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /**
     * A file as it is sent.
     *
     * @param bytes the content
     * @param tag its entity tag
     */
    private record Asset(byte[] bytes, String tag) {}

    private final transient Map<String, Asset> loaded = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getPathInfo() == null ? "/" : request.getPathInfo();
        String path = asked.equals("/") ? "/index.html" : asked;
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        Asset asset = type == null || path.contains("..") ? null : find(path);
        if (asset == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().write("Not found. The console is at /\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", asset.tag());
        if (asset.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        response.setContentLength(asset.bytes().length);
        response.getOutputStream().write(asset.bytes());
    }

    private Asset find(String path) throws IOException {
        Asset known = loaded.get(path);
        if (known != null) {
            return known;
        }
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            Asset asset = new Asset(bytes, '"' + hash(bytes) + '"');
            loaded.put(path, asset);
            return asset;
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
