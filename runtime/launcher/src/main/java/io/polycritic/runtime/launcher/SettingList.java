package io.polycritic.runtime.launcher;

import java.util.List;

/** All settings there are. */
final class SettingList {
    private static final List<String> FLAG = List.of("true", "false");

    static final List<Setting> ALL = List.of(
            Setting.text("data", "", "folder of runs, snapshots, plugins and logs; usually data/ of the installation"),
            Setting.text("http.host", "127.0.0.1", "address to listen on; 0.0.0.0 for all"),
            Setting.number("http.port", Session.USUAL_PORT, 0, 65_535, "port to listen on; 0 for any free one"),
            Setting.text("http.hosts", "", "host names to answer to besides localhost, separated by commas"),
            Setting.number("https.port", 8443, 0, 65_535, "port for TLS, which https.keystore switches on"),
            Setting.text("https.keystore", "", "PKCS#12 or JKS file with the server's key and certificate"),
            Setting.text("https.keystore.password", "", "password of that file").asSecret(),
            Setting.text(
                    "database.url",
                    "",
                    "JDBC address, such as jdbc:postgresql://host/db?user=name; usually H2 in the data folder"),
            Setting.text("database.user", "", "user of the database, where the address names none"),
            Setting.text("database.password", "", "password of that user").asSecret(),
            Setting.text("database.password.file", "", "file that holds the password"),
            Setting.number("session.idle.hours", 12, 1, 8_784, "hours without a request after which a log-in ends"),
            Setting.number("session.hours", 168, 1, 8_784, "hours after which a log-in ends in any case"),
            Setting.number("audit.days", 365, 1, 36_600, "days for which the audit log is kept"),
            Setting.number("audit.entries", 100_000, 1, 100_000_000, "entries of the audit log that are kept"),
            Setting.choice("resume", "true", FLAG, "whether runs that were running go on when a server starts"),
            Setting.number(
                    "stop.seconds", 30, 2, 3_600, "seconds from SIGTERM to the end of the process at the latest"),
            Setting.choice("log.format", "text", List.of("text", "json"), "lines of text, or of JSON"),
            Setting.choice(
                    "log.stderr",
                    "WARNING",
                    List.of("OFF", "WARNING", "INFO"),
                    "from which level on messages go to standard error too"),
            Setting.number("log.file.mib", 10, 1, 1_024, "MiB after which a log file is set aside"),
            Setting.number("log.files", 5, 1, 100, "how many log files that were set aside are kept"),
            Setting.number("log.days", 30, 1, 3_650, "days after which a log file is set aside, and then deleted"),
            Setting.text("logdir", "", "folder for TensorBoard's event files of all runs; none unless set"),
            Setting.number("backup.keep", 5, 1, 1_000, "how many backups are kept in the data folder"),
            Setting.number(
                    "health.disk.mib", 1_024, 1, 1L << 40, "MiB of free disk below which the server is not ready"),
            Setting.text("compute.threads", "", "threads of compiled programs; usually as many as processors"),
            Setting.text("blas.threads", "", "threads of OpenBLAS; usually one"),
            Setting.text("natives", "", "folder of native libraries that are unpacked; usually one of the system's"));

    private SettingList() {}
}
