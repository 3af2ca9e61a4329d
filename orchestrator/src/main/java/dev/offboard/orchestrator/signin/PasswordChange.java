package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.person.Password;
import dev.offboard.orchestrator.person.PasswordHashes;
import dev.offboard.orchestrator.person.People;
import dev.offboard.orchestrator.person.SignInName;
import dev.offboard.orchestrator.signin.Attempts.Counted;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Gives somebody another password who knows the present one. Wrong ones count as failed sign-ins:
/// an unattended desk is no place to guess.
@Component
final class PasswordChange {
  private final People people;
  private final PasswordHashes hashes;
  private final Attempts attempts;

  PasswordChange(People people, PasswordHashes hashes, Attempts attempts) {
    this.people = people;
    this.hashes = hashes;
    this.attempts = attempts;
  }

  /// Why not, in words; empty if it is changed.
  Optional<String> change(SignInName name, Password current, Password next) {
    Optional<String> objection = next.objection(name);
    if (objection.isPresent()) {
      return objection;
    }
    if (next.equals(current)) {
      return Optional.of("That is the password you have. Take another one.");
    }
    Counted counted = Counted.name(name.key());
    if (attempts.begin(counted).pause().isPresent()) {
      return Optional.of("Too many attempts have failed. Try again in some minutes.");
    }
    People.Candidate candidate = people.candidate(Optional.of(name));
    if (!hashes.matches(current, candidate.hash()) || !people.changePassword(candidate, next)) {
      return Optional.of("The present password is not right.");
    }
    attempts.forget(counted);
    return Optional.empty();
  }
}
