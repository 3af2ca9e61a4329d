package dev.offboard.messaging.participant;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.messaging.testkit.memory.MemoryStore;
import dev.offboard.messaging.testkit.memory.MemoryTable;
import dev.offboard.messaging.testkit.memory.NoDatabase;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The twin of [StepAnswers] in memory.
class MemoryStepAnswers extends StepAnswers {
  private final MemoryTable<Key, Answer> rows;

  private record Key(OffboardingId offboardingId, Phase phase, Epoch epoch) {
    static Key of(PhaseAnnouncement announcement) {
      return new Key(announcement.offboardingId(), announcement.phase(), announcement.epoch());
    }

    boolean isOf(Phase which, OffboardingId offboarding) {
      return phase == which && offboardingId.equals(offboarding);
    }
  }

  MemoryStepAnswers(MemoryStore store, MessageCodec codec) {
    super(NoDatabase.client(), codec);
    this.rows = new MemoryTable<>(store);
  }

  @Override
  Remembered known(List<? extends PhaseAnnouncement> announcements) {
    Map<OffboardingId, Stored> found = new HashMap<>();
    for (PhaseAnnouncement announcement : announcements) {
      rows.find(Key.of(announcement))
          .ifPresent(
              answer ->
                  found.put(
                      announcement.offboardingId(),
                      new Stored(answer.state(), answer.evidence(), answer.inventory())));
    }
    return new Remembered(found);
  }

  @Override
  Set<OffboardingId> answered(List<? extends PhaseAnnouncement> announcements, List<Phase> phases) {
    Set<OffboardingId> asked =
        announcements.stream().map(PhaseAnnouncement::offboardingId).collect(Collectors.toSet());
    return rows.rows().stream()
        .map(Answer::to)
        .filter(to -> phases.contains(to.phase()))
        .map(PhaseAnnouncement::offboardingId)
        .filter(asked::contains)
        .collect(Collectors.toSet());
  }

  @Override
  void save(List<Answer> answers) {
    for (Answer answer : answers) {
      Key key = Key.of(answer.to());
      List<InventoryItem> first = rows.find(key).map(Answer::inventory).orElse(answer.inventory());
      rows.put(
          key,
          new Answer(answer.to(), answer.priority(), answer.state(), answer.evidence(), first));
    }
  }

  @Override
  List<Ended> end(Phase phase, Map<OffboardingId, Evidence> steps) {
    List<Ended> ended = new ArrayList<>();
    for (Answer answer : List.copyOf(rows.rows())) {
      PhaseAnnouncement to = answer.to();
      Evidence evidence = steps.get(to.offboardingId());
      if (evidence != null && to.phase() == phase && answer.state() == State.PROGRESSING) {
        Answer now =
            new Answer(to, answer.priority(), State.COMPLETED, evidence, answer.inventory());
        rows.put(Key.of(to), now);
        ended.add(ended(now));
      }
    }
    return ended;
  }

  @Override
  Optional<Ended> underWay(Phase phase, OffboardingId offboarding) {
    return rows.rows().stream()
        .filter(answer -> answer.state() == State.PROGRESSING)
        .filter(answer -> Key.of(answer.to()).isOf(phase, offboarding))
        .max(Comparator.comparing(answer -> answer.to().epoch()))
        .map(MemoryStepAnswers::ended);
  }

  private static Ended ended(Answer answer) {
    PhaseAnnouncement to = answer.to();
    return new Ended(
        to.offboardingId(),
        to.user(),
        to.epoch(),
        to.attempt(),
        answer.evidence(),
        answer.priority(),
        answer.inventory(),
        null);
  }
}
