package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.testkit.memory.MemoryInbox;
import dev.offboard.messaging.testkit.memory.MemoryOutbox;
import dev.offboard.messaging.testkit.memory.MemoryService;
import dev.offboard.messaging.testkit.memory.MemoryStore;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The services, the broker between them, and who watches.
final class Installation {
  static final List<UserRef> USERS =
      List.of(UserRef.of("acme", "u-1"), UserRef.of("acme", "u-2"), UserRef.of("globex", "u-1"));

  private static final List<ParticipantName> OTHERS =
      List.of(ParticipantName.IDENTITY, ParticipantName.ENTITLEMENT, ParticipantName.SESSION);

  /// Made once: it is not what is tested, and takes long to make.
  private static final MessageCodec CODEC = new MessageCodec();

  private final Twin twin;
  private final Watch watch;
  private final Mood.All moods;
  private final Fault.Striking faults = new Fault.Striking();
  private final VirtualClock clock = new VirtualClock();
  private final Broker broker = new Broker();
  private final DeadLetterTopic deadLetters = new DeadLetterTopic(broker);
  private final List<SimulatedParticipant> participants = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<Relay> relays = new ArrayList<>();
  private final SimulatedOrchestrator orchestrator;
  private final SimulatedAudit audit;

  Installation(long seed, Twin twin) {
    this.twin = twin;
    this.watch = new Watch(seed);
    List<ParticipantName> names = new ArrayList<>(OTHERS);
    names.add(ParticipantName.AUDIT);
    this.moods = new Mood.All(seed, names, USERS);
    MemoryService own = service("orchestrator");
    this.orchestrator = new SimulatedOrchestrator(own, this);
    run(own, orchestrator.handler(Priority.NORMAL), orchestrator.handler(Priority.URGENT));
    for (ParticipantName name : OTHERS) {
      MemoryService service = service(name.value());
      SimulatedParticipant participant = new SimulatedParticipant(name, service, this);
      participants.add(participant);
      run(service, handler(participant, Priority.NORMAL), handler(participant, Priority.URGENT));
    }
    MemoryService auditService = service(ParticipantName.AUDIT.value());
    this.audit = new SimulatedAudit(auditService, this);
    participants.add(audit);
    run(
        auditService,
        handler(audit, Priority.NORMAL),
        handler(audit, Priority.URGENT),
        audit.recorder());
  }

  private static MessageHandler handler(SimulatedParticipant participant, Priority priority) {
    return participant.kit().handler(priority);
  }

  private void run(MemoryService service, MessageHandler... handlers) {
    for (MessageHandler handler : handlers) {
      subscriptions.add(new Subscription(service, new Watched(handler, service, watch), this));
    }
    relays.add(new Relay(service, broker));
  }

  private MemoryService service(String name) {
    MemoryStore store = new MemoryStore(faults);
    return new MemoryService(
        name,
        store,
        twin == Twin.NO_INBOX ? new Forgetful(store) : new MemoryInbox(store),
        twin == Twin.SAYS_BEFORE_COMMIT
            ? new Blurting(name, watch)
            : new Overheard(store, name, watch),
        CODEC);
  }

  Twin twin() {
    return twin;
  }

  Watch watch() {
    return watch;
  }

  Mood.All moods() {
    return moods;
  }

  Fault.Striking faults() {
    return faults;
  }

  VirtualClock clock() {
    return clock;
  }

  Broker broker() {
    return broker;
  }

  DeadLetterTopic deadLetters() {
    return deadLetters;
  }

  SimulatedOrchestrator orchestrator() {
    return orchestrator;
  }

  SimulatedAudit audit() {
    return audit;
  }

  /// Asked for the epoch of a user; the first of the participants.
  SimulatedParticipant identity() {
    return participants.getFirst();
  }

  List<SimulatedParticipant> participants() {
    return participants;
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  List<Relay> relays() {
    return relays;
  }

  /// What is said is known to the watch once it is committed.
  private static final class Overheard extends MemoryOutbox {
    private final MemoryStore store;
    private final Watch watch;

    private Overheard(MemoryStore store, String name, Watch watch) {
      super(store, CODEC, "/" + name);
      this.store = store;
      this.watch = watch;
    }

    @Override
    public void append(List<OutgoingMessage> messages) {
      super.append(messages);
      store.afterCommit(() -> messages.forEach(message -> watch.said(message.message())));
    }
  }

  /// Broken: keeps its rows in a database of its own.
  private static final class Blurting extends MemoryOutbox {
    private final MemoryStore own;
    private final Watch watch;

    private Blurting(String name, Watch watch) {
      this(new MemoryStore(boundary -> {}), name, watch);
    }

    private Blurting(MemoryStore own, String name, Watch watch) {
      super(own, CODEC, "/" + name);
      this.own = own;
      this.watch = watch;
    }

    @Override
    public void append(List<OutgoingMessage> messages) {
      own.executeWithoutResult(tx -> super.append(messages));
      messages.forEach(message -> watch.said(message.message()));
    }
  }

  /// Broken: takes every message for new.
  private static final class Forgetful extends MemoryInbox {
    private Forgetful(MemoryStore store) {
      super(store);
    }

    @Override
    public Set<UUID> accept(String consumer, Collection<UUID> ids) {
      super.accept(consumer, ids);
      return new HashSet<>(ids);
    }
  }
}
