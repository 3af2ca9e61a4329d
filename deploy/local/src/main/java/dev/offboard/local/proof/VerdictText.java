package dev.offboard.local.proof;

import dev.offboard.audit.verify.Finding;
import dev.offboard.audit.verify.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A verdict for people, for programs and for the shell.
record VerdictText(Verdict verdict) {
  int exitCode() {
    return switch (verdict.outcome()) {
      case VERIFIED -> 0;
      case REFUTED -> 1;
      case CANNOT_TELL -> 2;
    };
  }

  /// The word first, then what speaks against it, then the rest.
  String lines() {
    StringBuilder lines = new StringBuilder(word());
    verdict.refuted().forEach(it -> line(lines, "refuted", it.toString()));
    verdict.unknown().forEach(it -> line(lines, "unknown", it));
    verdict.proven().forEach(it -> line(lines, "holds", it));
    return lines.toString();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", word());
    json.put("refuted", verdict.refuted().stream().map(VerdictText::json).toList());
    json.put("unknown", List.copyOf(verdict.unknown()));
    json.put("holds", List.copyOf(verdict.proven()));
    return json;
  }

  private String word() {
    return switch (verdict.outcome()) {
      case VERIFIED -> "VERIFIED";
      case REFUTED -> "REFUTED";
      case CANNOT_TELL -> "CANNOT TELL";
    };
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    finding.leafIndex().ifPresent(it -> json.put("leafIndex", it));
    json.put("what", finding.what());
    return json;
  }

  /// What was read must not steer the terminal.
  private static void line(StringBuilder lines, String label, String text) {
    lines.append("%n  %-8s %s".formatted(label, text.replaceAll("\\p{Cntrl}+", " ")));
  }
}
