package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.messaging.access.Caller;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.inventory.Users;
import dev.offboard.orchestrator.note.Notes;
import dev.offboard.orchestrator.offboarding.OffboardingViews;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.person.PeopleNames;
import dev.offboard.orchestrator.portal.live.Versions;
import dev.offboard.orchestrator.portal.live.Watched;
import dev.offboard.orchestrator.portal.task.Task;
import dev.offboard.orchestrator.portal.task.TaskLine;
import dev.offboard.orchestrator.portal.task.Tasks;
import dev.offboard.orchestrator.saga.Offboarding;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Gathers what the page of one offboarding shows to one reader.
@Component
final class Showing {
  private final Offboardings offboardings;
  private final OffboardingViews views;
  private final Notes notes;
  private final Users users;
  private final PeopleNames names;
  private final Tasks tasks;
  private final Versions versions;
  private final Clock clock;

  Showing(
      Offboardings offboardings,
      OffboardingViews views,
      Notes notes,
      Users users,
      PeopleNames names,
      Tasks tasks,
      Versions versions,
      Clock clock) {
    this.offboardings = offboardings;
    this.views = views;
    this.notes = notes;
    this.users = users;
    this.names = names;
    this.tasks = tasks;
    this.versions = versions;
    this.clock = clock;
  }

  /// The version is read first: what changes meanwhile is shown, and told once more.
  ///
  /// @throws dev.offboard.messaging.chassis.ApiProblem 404 if there is none that the reader sees
  Shown shown(Caller reader, OffboardingId id) {
    String version = versions.of(new Watched.One(id));
    Offboarding offboarding = views.find(reader, id);
    List<StateChange> history = offboardings.historyOf(offboarding);
    String requester = offboarding.initiator().id();
    Map<String, String> known =
        names.of(
            Stream.concat(Stream.of(requester), history.stream().map(change -> change.by().id()))
                .toList(),
            reader);
    Told<List<Task>> left = left(offboarding);
    Instant now = clock.instant();
    return new Shown(
        offboarding,
        users.nameOf(offboarding.user()),
        known.getOrDefault(requester, requester),
        left.isKnown()
            ? TaskLine.of(left.get().stream().filter(Task::isForPeople).toList(), now)
            : List.of(),
        left.trouble(),
        Picture.of(offboarding, now),
        HistoryLine.of(history, notes.read(offboarding.user(), history), known),
        version,
        now);
  }

  /// Nobody is asked where nobody can have anything to do.
  private Told<List<Task>> left(Offboarding offboarding) {
    return offboarding.canBeAskedAgain() ? tasks.leftOf(offboarding.id()) : Told.known(List.of());
  }
}
