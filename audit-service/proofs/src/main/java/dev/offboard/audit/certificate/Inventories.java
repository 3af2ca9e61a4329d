package dev.offboard.audit.certificate;

import static java.util.Comparator.comparingLong;

import dev.offboard.audit.certificate.Statement.Inventory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How inventories follow from entries: of each participant the first report that tells one.
final class Inventories {
  private static final String INVENTORY = "inventory";

  private Inventories() {}

  static List<Inventory> of(List<Told> told) {
    Map<String, Inventory> first = new LinkedHashMap<>();
    told.stream()
        .filter(it -> it.body().isReport() && it.body().member(INVENTORY).isArray())
        .sorted(comparingLong(Told::leafIndex))
        .forEach(
            it ->
                first.putIfAbsent(
                    it.required("participant"),
                    new Inventory(it.required("participant"), it.at(), held(it))));
    return List.copyOf(first.values());
  }

  private static List<Held> held(Told entry) {
    return entry.body().member(INVENTORY).valueStream().map(item -> held(entry, item)).toList();
  }

  private static Held held(Told entry, JsonNode item) {
    String kind = EntryBody.scalar(item.path("kind"));
    JsonNode count = item.path("count");
    if (kind == null || !count.isIntegralNumber() || !count.canConvertToLong()) {
      throw new IllegalArgumentException(
          "entry %d has an inventory without kind or count".formatted(entry.leafIndex()));
    }
    return new Held(
        kind,
        count.longValue(),
        EntryBody.scalar(item.path("salt")),
        item.path("digests")
            .valueStream()
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .toList(),
        EntryBody.scalar(item.path("digestOfAll")));
  }
}
