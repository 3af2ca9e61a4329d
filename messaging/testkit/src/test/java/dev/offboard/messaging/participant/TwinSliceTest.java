package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Story.offboardingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.messaging.testkit.memory.MemoryOutbox;
import dev.offboard.messaging.testkit.memory.MemoryService;
import dev.offboard.messaging.wire.MessageCodec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// What a simulation runs on answers as PostgreSQL does, call by call, also after rollbacks. Repeat
/// with `-Dtwins.seed=N`.
@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class TwinSliceTest {
  private static final long SEED = Long.getLong("twins.seed", System.nanoTime());

  /// Enough for every pair of calls in a row many times.
  private static final int TRANSACTIONS = 300;

  private static final String TENANT = "twins";
  private static final List<Story> STORIES =
      IntStream.range(0, 4).mapToObj(i -> offboardingOf(TENANT, "u" + i % 3)).toList();
  private static final List<UUID> MESSAGES =
      IntStream.range(0, 12).mapToObj(i -> UUID.randomUUID()).toList();

  @Autowired Fences fences;
  @Autowired StepAnswers answers;
  @Autowired Counts counts;
  @Autowired Inbox inbox;
  @Autowired Outbox outbox;
  @Autowired MessageCodec codec;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionOperations transactions;

  private static final List<Phase> PHASES = List.of(Phase.REVOKE, Phase.ERASE, Phase.REINSTATE);

  private final Random random = new Random(SEED);

  private record Tables(
      Fences fences,
      StepAnswers answers,
      Counts counts,
      Inbox inbox,
      Outbox outbox,
      TransactionOperations transactions) {}

  @FunctionalInterface
  private interface Call {
    Object on(Tables tables);
  }

  @Test
  void the_twins_in_memory_answer_as_the_database_does() {
    MemoryService memory = MemoryService.named("sample", codec, boundary -> {});
    MemoryFences memoryFences = new MemoryFences(memory.store());
    Tables twins =
        new Tables(
            memoryFences,
            new MemoryStepAnswers(memory.store(), codec),
            new MemoryCounts(memory.store(), memoryFences, Clock.systemUTC()),
            memory.inbox(),
            memory.outbox(),
            memory.store());
    Tables real = new Tables(fences, answers, counts, inbox, outbox, transactions);

    for (int number = 0; number < TRANSACTIONS; number++) {
      List<Call> calls = IntStream.range(0, random.nextInt(1, 5)).mapToObj(i -> call()).toList();
      End end = random.nextInt(4) > 0 ? End.COMMITTED : End.KILLED;
      assertThat(answered(twins, calls, end))
          .as("seed %d, transaction %d, %s", SEED, number, end)
          .isEqualTo(answered(real, calls, end));
    }

    assertThat(memory.outbox().rows())
        .as("seed %d", SEED)
        .extracting(MemoryOutbox.Row::payload)
        .isNotEmpty()
        .containsExactlyElementsOf(committedPayloads());
  }

  private enum End {
    COMMITTED,
    KILLED
  }

  private static List<Object> answered(Tables tables, List<Call> calls, End end) {
    List<Object> answers = new ArrayList<>();
    if (end == End.COMMITTED) {
      tables
          .transactions()
          .executeWithoutResult(tx -> calls.forEach(c -> answers.add(c.on(tables))));
      return answers;
    }
    assertThatThrownBy(
            () ->
                tables
                    .transactions()
                    .executeWithoutResult(
                        tx -> {
                          calls.forEach(call -> answers.add(call.on(tables)));
                          throw new IllegalStateException("killed before commit");
                        }))
        .hasMessage("killed before commit");
    return answers;
  }

  private Call call() {
    return switch (random.nextInt(11)) {
      case 0 -> locking(someUsers());
      case 1, 2 -> advancing(targets());
      case 3 -> refusing(targets());
      case 4, 5 -> saving(someAnswers());
      case 6 -> ending(PHASES.get(random.nextInt(3)), someStories());
      case 8 -> asking(someAnswers());
      case 7 -> accepting(random.nextBoolean() ? "a" : "b", someMessages());
      case 10 ->
          counting(PHASES.get(random.nextInt(2)), Priority.values()[random.nextInt(2)], numbers());
      default -> appending(STORIES.get(random.nextInt(STORIES.size())));
    };
  }

  private static Call locking(List<UserRef> users) {
    return tables -> tables.fences().lock(users);
  }

  private static Call advancing(List<Fence> targets) {
    return tables -> tables.fences().advance(targets);
  }

  /// As the protocol does after a refusal.
  private static Call refusing(List<Fence> targets) {
    return tables -> {
      List<Fence> before = List.copyOf(tables.fences().advance(targets).values());
      tables.fences().restore(before);
      return Set.copyOf(before);
    };
  }

  private static Call saving(List<StepAnswers.Answer> some) {
    return tables -> {
      tables.answers().save(some);
      return tables.answers().known(some.stream().map(StepAnswers.Answer::to).toList());
    };
  }

  private static Call asking(List<StepAnswers.Answer> some) {
    return tables ->
        tables
            .answers()
            .answered(
                some.stream().map(StepAnswers.Answer::to).toList(),
                List.of(Phase.REINSTATE, Phase.ERASE));
  }

  private static Call ending(Phase phase, List<Story> stories) {
    Map<OffboardingId, Evidence> ended =
        stories.stream()
            .collect(Collectors.toMap(Story::offboardingId, story -> Evidence.of("badges", 3)));
    return tables -> Set.copyOf(tables.answers().end(phase, ended));
  }

  private static Call counting(Phase phase, Priority priority, Map<TenantId, Integer> users) {
    return tables -> tables.counts().add(phase, priority, users);
  }

  private Map<TenantId, Integer> numbers() {
    Map<TenantId, Integer> numbers = new HashMap<>();
    some(List.of("a", "b", "c"))
        .forEach(tenant -> numbers.put(new TenantId(tenant), random.nextInt(-3, 9)));
    return numbers;
  }

  private static Call accepting(String consumer, List<UUID> ids) {
    return tables -> tables.inbox().accept(consumer, ids);
  }

  private static Call appending(Story story) {
    return tables -> {
      tables
          .outbox()
          .append(
              List.of(
                  new OutgoingMessage(Topics.LIFECYCLE, TENANT, story.deprovisioned()),
                  new OutgoingMessage(Topics.LIFECYCLE, TENANT, story.erased())));
      return "appended";
    };
  }

  private List<UserRef> someUsers() {
    return someStories().stream().map(Story::user).distinct().toList();
  }

  private List<Fence> targets() {
    return someUsers().stream()
        .map(user -> new Fence(user, epoch(), Standing.values()[random.nextInt(3)]))
        .toList();
  }

  /// One statement may not write a row twice, so no step twice.
  private List<StepAnswers.Answer> someAnswers() {
    return someStories().stream()
        .map(story -> story.epoch(epoch().value()).attempt(random.nextInt(1, 4)))
        .map(
            story ->
                new StepAnswers.Answer(
                    announcement(story),
                    Priority.values()[random.nextInt(2)],
                    StepAnswers.State.values()[random.nextInt(3)],
                    Evidence.of("badges", random.nextInt(9)),
                    inventory()))
        .toList();
  }

  private @Nullable List<InventoryItem> inventory() {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> List.of();
      default ->
          List.of(new InventoryItem("badges", 1, "salt" + random.nextInt(), List.of("d"), null));
    };
  }

  private PhaseAnnouncement announcement(Story story) {
    return switch (random.nextInt(3)) {
      case 0 -> story.deprovisioned();
      case 1 -> story.erased();
      default -> story.reinstated();
    };
  }

  private Epoch epoch() {
    return new Epoch(random.nextInt(1, 4));
  }

  private List<Story> someStories() {
    return some(STORIES);
  }

  private List<UUID> someMessages() {
    return some(MESSAGES);
  }

  private <T> List<T> some(List<T> all) {
    List<T> mixed = new ArrayList<>(all);
    Collections.shuffle(mixed, random);
    return List.copyOf(mixed.subList(0, random.nextInt(1, mixed.size() + 1)));
  }

  private List<String> committedPayloads() {
    return jdbc.sql("SELECT payload FROM outbox WHERE aggregateid = ? ORDER BY id")
        .param(TENANT)
        .query(String.class)
        .list();
  }
}
