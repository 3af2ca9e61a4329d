package dev.offboard.audit.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accesses of one kind that a user had, told by salted digests: whoever knows an identifier
/// can check that it was among them.
///
/// @param salt in base64, as digests are
/// @param digests SHA-256 over salt and identifier, one for each access; empty if they were too
///   many
/// @param digestOfAll then SHA-256 over all of them, sorted as unsigned bytes
public record Held(
    String kind,
    long count,
    @Nullable String salt,
    List<String> digests,
    @Nullable String digestOfAll) {
  public Held {
    digests = List.copyOf(digests);
  }

  /// Whether it was among them; empty if that can't be told.
  public Optional<Boolean> has(String identifier) {
    if (salt == null || digests.isEmpty()) {
      return count == 0 ? Optional.of(false) : Optional.empty();
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(Base64.getDecoder().decode(salt));
      byte[] digest = sha256.digest(identifier.getBytes(StandardCharsets.UTF_8));
      return Optional.of(digests.contains(Base64.getEncoder().encodeToString(digest)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
