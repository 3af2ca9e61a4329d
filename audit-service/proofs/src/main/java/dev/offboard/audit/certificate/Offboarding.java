package dev.offboard.audit.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Which offboarding a certificate is about, as its own entries say.
///
/// @param epoch the user's, when it began
/// @param roles what a role change took, as application/role; absent when it was about the whole
///   user
/// @param reason what it ran under in the end, as the last entry that tells says; absent if none
///   does, and so are the policy and its version
public record Offboarding(
    String offboardingId,
    String tenantId,
    String userId,
    long epoch,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> roles,
    @Nullable String reason,
    @Nullable String policy,
    @Nullable String policyVersion) {
  private static final List<String> IDS = List.of("offboardingId", "tenantId", "userId");

  public Offboarding {
    roles = List.copyOf(roles);
  }

  /// @throws IllegalArgumentException if the entries are not all of one offboarding
  static Offboarding of(List<Told> told) {
    List<Told> changes = Told.stateChanges(told);
    Told first = changes.getFirst();
    JsonNode terms = terms(changes);
    for (Told entry : told) {
      for (String id : IDS) {
        Optional<String> said = entry.body().text(id);
        if (said.isPresent() && !said.equals(first.body().text(id))) {
          throw new IllegalArgumentException(
              "entry %d is of %s %s (expected: %s)"
                  .formatted(
                      entry.leafIndex(), id, said.get(), first.body().text(id).orElse("none")));
        }
      }
    }
    return new Offboarding(
        first.required("offboardingId"),
        first.required("tenantId"),
        first.required("userId"),
        first.requiredNumber("epoch"),
        changes.getLast().roles(),
        EntryBody.scalar(terms.path("reason")),
        EntryBody.scalar(terms.path("policy")),
        EntryBody.scalar(terms.path("policyVersion")));
  }

  /// Those in force at the end; missing if no entry says any.
  private static JsonNode terms(List<Told> changes) {
    return changes.stream()
        .map(change -> change.body().member("terms"))
        .filter(JsonNode::isObject)
        .reduce(MissingNode.getInstance(), (earlier, later) -> later);
  }
}
