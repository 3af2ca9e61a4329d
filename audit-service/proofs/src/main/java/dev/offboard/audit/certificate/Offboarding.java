package dev.offboard.audit.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which offboarding a certificate is about, as its own entries say.
///
/// @param epoch the user's, when it began
/// @param roles what a role change took, as application/role; absent when it was about the whole
///   user
/// @param reason absent if no entry says one; so is the policy's version
public record Offboarding(
    String offboardingId,
    String tenantId,
    String userId,
    long epoch,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> roles,
    @Nullable String reason,
    @Nullable String policyVersion) {
  private static final List<String> IDS = List.of("offboardingId", "tenantId", "userId");

  public Offboarding {
    roles = List.copyOf(roles);
  }

  /// @throws IllegalArgumentException if the entries are not all of one offboarding
  static Offboarding of(List<Told> told) {
    Told first = Told.stateChanges(told).getFirst();
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
        Told.stateChanges(told).getLast().roles(),
        firstText(told, "reason"),
        firstText(told, "policyVersion"));
  }

  private static @Nullable String firstText(List<Told> told, String member) {
    return told.stream()
        .map(entry -> entry.body().scalar(member))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
