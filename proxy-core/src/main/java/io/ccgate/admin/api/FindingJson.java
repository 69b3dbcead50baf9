package io.ccgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.check.Finding;
import java.util.List;
import java.util.Locale;

/** What the checks of the configuration found, as JSON. */
public final class FindingJson {
    private FindingJson() {}

    public static void into(ArrayNode array, List<Finding> findings) {
        for (Finding finding : findings) {
            ObjectNode node = array.addObject();
            node.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            node.put("file", finding.file());
            node.put("line", finding.line());
            node.put("column", finding.column());
            node.put("pointer", finding.pointer());
            node.put("problem", finding.problem());
            node.put("remedy", finding.remedy());
        }
    }
}
