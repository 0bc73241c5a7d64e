package io.polycritic.http.testkit;

import io.polycritic.api.control.Figure;
import io.polycritic.api.control.ServerSetting;
import io.polycritic.api.control.SettingSource;
import io.polycritic.api.control.SystemControl;
import io.polycritic.api.control.SystemView;
import java.util.List;

/** A server that has been up for three days and has little disk left. What it counts grows with each look. */
public final class SampleSystem implements SystemControl, SettingSource {
    private static final long GIB = 1L << 30;
    private static final String API = "/api/v1";

    private long looks;

    @Override
    public synchronized SystemView system() {
        looks++;
        return new SystemView(
                "0.1.0",
                "2026-11-23T04:12:09Z",
                262_800 + 5.0 * looks,
                "DOWN",
                List.of(
                        new SystemView.Health(
                                "data folder",
                                "DOWN",
                                List.of("812 MiB of disk are free, 1024 are needed (health.disk.mib)")),
                        new SystemView.Health(
                                "runs",
                                "WARN",
                                List.of("run slim-3 is FAILED: loss is NaN at update 1,202; last good snapshot: update"
                                        + " 1,200")),
                        new SystemView.Health("database", "UP", List.of()),
                        new SystemView.Health("engine", "UP", List.of()),
                        new SystemView.Health("java", "UP", List.of())),
                new SystemView.Machine(
                        "OpenJDK 64-Bit Server VM 17.0.13+11",
                        "Linux 6.1.0",
                        2,
                        0.81,
                        0.93,
                        GIB / 2,
                        2 * GIB,
                        GIB / 8,
                        3 * GIB / 2,
                        61,
                        4.2),
                new SystemView.Disk("/var/lib/polycritic", 812L << 20, 40 * GIB),
                "H2 2.3.232",
                new SystemView.Work(1, 48_200 + 190 * looks, 3_912.5),
                new SystemView.Pauses(14, 3.4, 21.7),
                List.of(
                        new SystemView.Traffic("GET", API + "/runs", 18_204 + 5 * looks, 0, 0, 2.1),
                        new SystemView.Traffic("GET", API + "/runs/{run}/metrics", 912, 3, 0, 41.5),
                        new SystemView.Traffic("POST", API + "/runs/{run}/swaps", 17, 2, 1, 318.9),
                        new SystemView.Traffic("GET", "console", 640, 0, 0, 0.8)),
                List.of(
                        new Figure("http_event_clients", "Clients that listen to events.", false, 3),
                        new Figure(
                                "http_event_frames_dropped_total",
                                "Metrics events that clients missed because they read too slowly.",
                                true,
                                0)));
    }

    @Override
    public List<ServerSetting> settings() {
        return List.of(
                new ServerSetting("http.host", "127.0.0.1", "default", "127.0.0.1", "address to listen on"),
                new ServerSetting("http.port", "9000", "POLYCRITIC_HTTP_PORT", "8080", "port to listen on"),
                new ServerSetting(
                        "https.keystore.password",
                        "********",
                        "/etc/polycritic/polycritic.properties",
                        "",
                        "password of that file"),
                new ServerSetting("log.format", "json", "command line", "text", "lines of text, or of JSON"));
    }
}
