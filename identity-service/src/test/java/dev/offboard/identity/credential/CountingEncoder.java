package dev.offboard.identity.credential;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The true encoder at its cheapest, counting the hashes it compared with.
final class CountingEncoder implements PasswordEncoder {
  private static final int CHEAPEST = 4;

  final List<@Nullable String> compared = new ArrayList<>();
  Runnable whileComparing = () -> {};
  private final PasswordEncoder encoder = new BCryptPasswordEncoder(CHEAPEST);

  @Override
  public @Nullable String encode(@Nullable CharSequence rawPassword) {
    return encoder.encode(rawPassword);
  }

  @Override
  public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
    compared.add(encodedPassword);
    whileComparing.run();
    return encoder.matches(rawPassword, encodedPassword);
  }
}
