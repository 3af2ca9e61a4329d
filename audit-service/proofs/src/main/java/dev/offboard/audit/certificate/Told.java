package dev.offboard.audit.certificate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An entry and what it says.
record Told(long leafIndex, EntryBody body) {
  /// @throws IllegalArgumentException if it is no entry of this product
  static Told of(LoggedEntry entry) {
    return new Told(
        entry.leafIndex(),
        EntryBody.parse(entry.bytes())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "entry %d is not JSON with a kind".formatted(entry.leafIndex()))));
  }

  /// By their numbers, which are 1 to n.
  ///
  /// @throws IllegalArgumentException if one is missing or there twice
  static List<Told> stateChanges(List<Told> told) {
    List<Told> changes =
        told.stream()
            .filter(it -> it.body().isStateChange())
            .sorted(Comparator.comparingLong(it -> it.requiredNumber("sequence")))
            .toList();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).requiredNumber("sequence") != i + 1) {
        throw new IllegalArgumentException(
            "entry %d is state change %d (expected: number %d)"
                .formatted(
                    changes.get(i).leafIndex(), changes.get(i).requiredNumber("sequence"), i + 1));
      }
    }
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("no state change among the entries");
    }
    return changes;
  }

  String required(String member) {
    return body.text(member).orElseThrow(() -> without(member));
  }

  long requiredNumber(String member) {
    return body.number(member).orElseThrow(() -> without(member));
  }

  Instant at() {
    return body.at().orElseThrow(() -> without("at"));
  }

  /// What a role change takes, as application/role; empty while it is about the whole user.
  List<String> roles() {
    return body.member("roles").values().stream()
        .map(role -> inside(role, "applicationId") + "/" + inside(role, "role"))
        .toList();
  }

  private String inside(JsonNode role, String member) {
    JsonNode value = role.path(member);
    if (!value.isString()) {
      throw without("roles");
    }
    return value.stringValue();
  }

  private IllegalArgumentException without(String member) {
    return new IllegalArgumentException(
        "entry %d does not say its %s".formatted(leafIndex, member));
  }
}
