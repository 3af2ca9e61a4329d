package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.person.Password;
import dev.offboard.orchestrator.person.PasswordHashes;
import dev.offboard.orchestrator.person.People;
import dev.offboard.orchestrator.person.Person;
import dev.offboard.orchestrator.person.SignInName;
import dev.offboard.orchestrator.signin.Attempts.Counted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Signs somebody in by a name and a password of our own. A name that nobody has, a wrong password
/// and a disabled account get the same answer after the same work.
@Component
final class LocalSignIn {
  private static final Logger log = LoggerFactory.getLogger(LocalSignIn.class);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private final People people;
  private final PasswordHashes hashes;
  private final SignIns signIns;
  private final Attempts attempts;
  private final Clock clock;

  LocalSignIn(
      People people, PasswordHashes hashes, SignIns signIns, Attempts attempts, Clock clock) {
    this.people = people;
    this.hashes = hashes;
    this.signIns = signIns;
    this.attempts = attempts;
    this.clock = clock;
  }

  /// What becomes of an attempt.
  sealed interface Outcome {
    record In(SignInId signIn, Person person) implements Outcome {}

    record Refused() implements Outcome {}

    /// @param in after that, and not before, the next attempt is looked at
    record Later(Duration in) implements Outcome {}
  }

  Outcome signIn(String name, Password password, String address) {
    Optional<SignInName> possible = SignInName.of(name);
    Counted ofAddress = Counted.address(address);
    Counted ofName =
        Counted.name(possible.map(SignInName::key).orElseGet(() -> name.toLowerCase(Locale.ROOT)));
    Optional<Instant> pause =
        attempts
            .pauseOf(ofAddress)
            .or(() -> attempts.begin(ofName).pause())
            .or(() -> attempts.begin(ofAddress).pause());
    if (pause.isPresent()) {
      return new Outcome.Later(until(pause.get()));
    }
    Optional<Outcome.In> in = check(possible, password);
    if (in.isEmpty()) {
      return new Outcome.Refused();
    }
    attempts.takeBack(ofAddress);
    attempts.forget(ofName);
    log.info("{} has signed in", in.get().person().subject());
    return in.get();
  }

  private Optional<Outcome.In> check(Optional<SignInName> name, Password password) {
    People.Candidate candidate = people.candidate(name);
    if (!hashes.matches(password, candidate.hash()) || candidate.id() == null) {
      return Optional.empty();
    }
    SignInId signIn = signIns.open(candidate.id());
    // as they are after it: an account that was disabled meanwhile lets nobody in
    return signIns.find(signIn).map(person -> new Outcome.In(signIn, person));
  }

  private Duration until(Instant then) {
    Duration left = Duration.between(clock.instant(), then).plusMillis(999);
    return left.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : left;
  }
}
