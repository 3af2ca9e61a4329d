package dev.offboard.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Orders versions as Maven does, as far as libraries use it: numbers by value, and what comes
/// before a release by its rank. Words that it doesn't know come after the release.
final class LibraryVersion {
  private static final Pattern PART = Pattern.compile("\\d+|[a-z]+");
  private static final List<String> BEFORE_RELEASE =
      List.of("alpha", "beta", "milestone", "rc", "snapshot");

  private LibraryVersion() {}

  static int compare(String one, String other) {
    List<String> left = parts(one);
    List<String> right = parts(other);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String a = i < left.size() ? left.get(i) : "";
      String b = i < right.size() ? right.get(i) : "";
      int order = comparePart(a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int comparePart(String a, String b) {
    if (isNumber(a) && isNumber(b) || a.isEmpty() && isNumber(b) || isNumber(a) && b.isEmpty()) {
      return Long.compare(number(a), number(b));
    }
    if (isNumber(a) != isNumber(b)) {
      return isNumber(a) ? 1 : -1;
    }
    int rank = Integer.compare(rank(a), rank(b));
    return rank != 0 ? rank : a.compareTo(b);
  }

  /// The release itself has no word.
  private static int rank(String word) {
    int before = BEFORE_RELEASE.indexOf(word);
    return before >= 0 ? before - BEFORE_RELEASE.size() : word.isEmpty() ? 0 : 1;
  }

  private static List<String> parts(String version) {
    Matcher matcher = PART.matcher(version.toLowerCase(Locale.ROOT));
    List<String> parts = new ArrayList<>();
    while (matcher.find()) {
      String part = matcher.group();
      switch (part) {
        case "final", "ga", "release" -> {} // the release
        case "cr" -> parts.add("rc");
        case "m" -> parts.add("milestone");
        default -> parts.add(part);
      }
    }
    return parts;
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && Character.isDigit(part.charAt(0));
  }

  private static long number(String part) {
    return part.isEmpty() ? 0 : Long.parseLong(part);
  }
}
