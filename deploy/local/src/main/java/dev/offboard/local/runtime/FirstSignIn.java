package dev.offboard.local.runtime;

import java.net.URI;
import java.util.Optional;

/// How the first person comes into the portal.
///
/// @param password for one sign-in, at which it must be changed
public record FirstSignIn(URI portal, String password) {
  /// As `FirstAdministrator` of the orchestrator calls the account.
  public static final String NAME = "administrator";

  /// For whoever asks first: from then on the password is nowhere.
  public static Optional<FirstSignIn> take(Installation installation) {
    return new Secrets(installation.data())
        .firstPassword()
        .take()
        .map(it -> new FirstSignIn(installation.coordinates().url(Service.ORCHESTRATOR), it));
  }

  /// For a terminal, this once.
  public String words() {
    return "Sign in at %s as %s with %s (shown this once; you then choose your own)"
        .formatted(portal, NAME, password);
  }

  @Override
  public String toString() {
    return "FirstSignIn[" + portal + "]";
  }
}
