package io.polycritic.runtime.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is set, to what, and by whom. */
final class ConfigReport {
    private ConfigReport() {}

    static void print(Settings settings, Polycritic root) {
        Table table = new Table("SETTING", "VALUE", "FROM", "VARIABLE", "WHAT IT IS");
        List<Map<String, Object>> items = new ArrayList<>();
        for (Settings.Value value : settings.all()) {
            Setting setting = value.setting();
            table.row(setting.key(), value.shown(), value.from(), setting.variable(), setting.about());
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("key", setting.key());
            item.put("value", value.shown());
            item.put("from", value.from());
            item.put("default", setting.usual());
            item.put("variable", setting.variable());
            item.put("secret", setting.secret());
            item.put("about", setting.about());
            items.add(item);
        }
        root.print(Map.of("settings", items), table.toString());
    }
}
