package dev.offboard.orchestrator.notification;

import dev.offboard.orchestrator.inventory.Account;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.inventory.Users;
import dev.offboard.orchestrator.person.Reach;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Where somebody gets mail, looked up when a mail is sent. Whoever asked: the mail of the user of
/// the directory whom they are, or else the name they sign in with if that is an address.
@Component
class Addresses {
  /// Enough to tell an address from a name; the mail server says the rest.
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;:]+@[^\\s@<>\",;:]+");

  private final NotificationProperties settings;
  private final Reach reach;
  private final Users users;

  Addresses(NotificationProperties settings, Reach reach, Users users) {
    this.settings = settings;
    this.reach = reach;
    this.users = users;
  }

  /// None if it is known that there is none.
  ///
  /// @throws NotSent if it isn't known now
  List<String> of(Recipient recipient) throws NotSent {
    return switch (recipient.kind()) {
      case REQUESTER -> ofSubject(recipient.name()).stream().toList();
      case OWNER -> settings.owners().getOrDefault(recipient.name(), List.of());
      case GROUP -> {
        NotificationProperties.Group group = settings.mailTo().get(recipient.name());
        yield group == null ? List.of() : group.addresses();
      }
      case WEBHOOK -> List.of();
    };
  }

  private Optional<String> ofSubject(String subject) throws NotSent {
    Optional<Reach.Known> person = reach.of(subject);
    if (person.isEmpty()) {
      return Optional.empty();
    }
    Reach.Known known = person.get();
    if (known.user() != null) {
      Told<Optional<Account>> told = users.find(known.user());
      if (!told.isKnown()) {
        throw new NotSent("identity-service does not say where the requester gets mail");
      }
      Optional<String> mail = told.get().map(Account::mail).filter(Addresses::isAddress);
      if (mail.isPresent()) {
        return mail;
      }
    }
    return Optional.ofNullable(known.signInName()).filter(Addresses::isAddress);
  }

  private static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
