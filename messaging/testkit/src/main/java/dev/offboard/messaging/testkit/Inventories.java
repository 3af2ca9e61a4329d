package dev.offboard.messaging.testkit;

import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What reports tell of what a user held, as somebody checks it who knows an identifier.
public final class Inventories {
  private Inventories() {}

  /// @throws AssertionError if the report tells nothing of it
  public static List<InventoryItem> of(StepReport report) {
    if (report instanceof StepCompleted completed && completed.inventory() != null) {
      return completed.inventory();
    }
    throw new AssertionError("tells no inventory: " + report);
  }

  public static Map<String, Long> counts(StepReport report) {
    Map<String, Long> counts = new TreeMap<>();
    of(report).forEach(item -> counts.put(item.kind(), item.count()));
    return counts;
  }

  public static boolean has(StepReport report, String kind, String identifier) {
    return of(report).stream()
        .filter(item -> item.kind().equals(kind))
        .anyMatch(
            item -> item.digests() != null && item.digests().contains(digest(item, identifier)));
  }

  public static String digest(InventoryItem item, String identifier) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(Base64.getDecoder().decode(item.salt()));
      return Base64.getEncoder()
          .encodeToString(sha256.digest(identifier.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
