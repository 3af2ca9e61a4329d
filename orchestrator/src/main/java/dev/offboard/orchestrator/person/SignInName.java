package dev.offboard.orchestrator.person;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody signs in with, as they write it; compared without regard to case. Letters of ASCII
/// only: nobody's name can be made to look like another's.
public record SignInName(String value) {
  static final String EXPECTED =
      "1 to 100 of letters, digits and . _ @ + -, a letter or digit first";

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

  /// Empty if nobody can have that name.
  public static Optional<SignInName> of(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(it -> ALLOWED.matcher(it).matches())
        .map(SignInName::new);
  }

  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "SignInName[hidden]";
  }
}
