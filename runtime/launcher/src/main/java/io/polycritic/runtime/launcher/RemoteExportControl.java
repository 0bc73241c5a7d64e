package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportRequest;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exports of another process, through its REST interface. */
final class RemoteExportControl implements ExportControl {
    private static final Pattern NAME = Pattern.compile("filename=\"([A-Za-z0-9._-]+)\"");

    private final Rest rest;

    RemoteExportControl(Rest rest) {
        this.rest = rest;
    }

    @Override
    public ExportFile export(String run, ExportRequest request) {
        String path = "/runs/" + Rest.segment(run) + "/export?format=" + Rest.segment(request.format())
                + query("slot", request.slot()) + query("model", request.model());
        HttpResponse<InputStream> response = rest.download(path);
        String disposition =
                response.headers().firstValue("Content-Disposition").orElse("");
        Matcher name = NAME.matcher(disposition);
        return new ExportFile(
                name.find() ? name.group(1) : run + "." + request.format(),
                response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
                response.headers().allValues("Polycritic-Note"),
                out -> {
                    try (InputStream body = response.body()) {
                        body.transferTo(out);
                    }
                });
    }

    private static String query(String name, String value) {
        return value == null ? "" : "&" + name + "=" + Rest.segment(value);
    }
}
