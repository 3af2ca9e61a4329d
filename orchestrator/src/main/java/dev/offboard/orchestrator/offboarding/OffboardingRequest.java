package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Somebody asks for an offboarding, as checked.
///
/// @param effectiveAt absent means now
/// @param roles what a role change takes, each once; empty when it is about the whole user
/// @param note for people; kept encrypted only
/// @param idempotencyKey the caller's name for this very request
public record OffboardingRequest(
    UserRef user,
    ReasonCode reason,
    List<HeldRole> roles,
    @Nullable Instant effectiveAt,
    @Nullable String note,
    @Nullable String idempotencyKey) {
  /// A departure further away than that is a typing error.
  public static final Duration FURTHEST_AHEAD = Duration.ofDays(5 * 366);

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  public OffboardingRequest {
    roles = roles.stream().distinct().sorted(Comparator.comparing(HeldRole::key)).toList();
    if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
      throw ApiProblem.badRequest(
              "invalid-value",
              "Idempotency-Key: expected 1 to 200 printable ASCII characters without spaces."
                  + " Nothing was done.")
          .with("field", "Idempotency-Key");
    }
  }

  /// Tells whether two requests under one key ask for the same. The note doesn't count: of what a
  /// person wrote nothing may stay that guesses could be tried on.
  String hash() {
    String all = user + "\n" + reason + "\n" + effectiveAt + (roles.isEmpty() ? "" : "\n" + roles);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
