package dev.offboard.local.postgres;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// PostgreSQL refuses to run as root. In a user namespace of its own it isn't root, yet owns the
/// same files.
final class RootPrefix {
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final long PATIENCE_SECONDS = 5;

  private RootPrefix() {}

  /// What to put before the command of a PostgreSQL program: nothing for an ordinary user.
  static List<String> forThisUser() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (!namespacesWork()) {
      throw new PlatformFailure(
          "This is root, which PostgreSQL refuses to run as, and `unshare -U` doesn't work here"
              + " (expected: an ordinary user, or a kernel that allows user namespaces). Nothing"
              + " was started; run it as another user");
    }
    return NAMESPACE;
  }

  private static boolean namespacesWork() {
    try {
      Process probe =
          new ProcessBuilder("unshare", "-U", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
