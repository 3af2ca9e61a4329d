package dev.offboard.orchestrator.portal.policy;

import dev.offboard.orchestrator.policy.PolicyVersion;
import dev.offboard.orchestrator.policy.Sentences;
import dev.offboard.orchestrator.policy.Sentences.Difference;
import java.util.ArrayList;
import java.util.List;

/// A version in the list of them.
///
/// @param differences from the one before
record VersionLine(Shown shown, List<Difference> differences, boolean isActive) {
  /// @param versions the latest first
  static List<VersionLine> of(List<PolicyVersion> versions) {
    List<VersionLine> lines = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      List<Difference> differences =
          i + 1 < versions.size()
              ? Sentences.differences(versions.get(i + 1).policy(), versions.get(i).policy())
              : List.of();
      lines.add(new VersionLine(Shown.of(versions.get(i)), differences, i == 0));
    }
    return lines;
  }
}
