package dev.offboard.orchestrator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One thing that happens. `who` and `how` are taken modulo what there is to choose from when it
/// happens, so any part of a schedule is a schedule too.
record Act(Kind kind, int who, int how, Fault fault) {
  private static final int SHORTEST = 80;

  /// Enough for two employments of one user among the faults; see the coverage that is asserted.
  private static final int LONGEST = 260;

  private static final int ANYTHING = 1 << 20;

  /// What can happen, and how often compared with the others.
  enum Kind {
    /// Somebody wants a user offboarded: the directory is asked for the epoch.
    LOOK_UP(5),
    /// A request that has looked up its user begins, perhaps much later.
    BEGIN(6),
    UNDO(3),
    /// An operator doesn't want to wait until those who have not confirmed are asked again.
    RETRY(3),
    /// An approver says yes, no, or something about another plan.
    JUDGE(6),
    /// Who was offboarded for good is employed again.
    REHIRE(3),
    /// A sign-in, a grant, a session.
    GRANT(6),
    /// Access that nobody gave, written into the tables by hand.
    PLANT(3),
    /// The relay publishes what is committed.
    RELAY(26),
    /// A consumer takes a batch of a partition.
    POLL(40),
    /// One orchestrator looks which timers are due ...
    FIND_DUE(3),
    /// ... and fires those it found, whatever another one has fired meanwhile.
    FIRE(5),
    /// A participant ends what takes it long.
    FINISH(4),
    TICK(9),
    /// A consumer group loses its offsets, or is reset.
    REWIND(3),
    /// The relay lost its position: rows are published again, after newer ones.
    REPUBLISH(2),
    /// A record that is lost for good, as one on the dead letter topic is until it is replayed.
    DROP(1),
    /// The inbox of a service forgets, as its retention makes it.
    FORGET(1),
    /// Somebody replays a dead letter, perhaps again.
    REPLAY(1),
    /// A record that is no message.
    RUBBISH(1),
    /// Everything said is heard before time passes.
    LULL(3),
    /// Nothing fails for a while, and everything has to end.
    CALM(1);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final List<Kind> URN = urn();

  private static List<Kind> urn() {
    List<Kind> urn = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < kind.weight; i++) {
        urn.add(kind);
      }
    }
    return List.copyOf(urn);
  }

  /// The same for the same seed, on every machine.
  static List<Act> schedule(long seed) {
    Random random = new Random(seed);
    List<Act> acts = new ArrayList<>();
    int length = random.nextInt(SHORTEST, LONGEST);
    for (int i = 0; i < length; i++) {
      acts.add(
          new Act(
              URN.get(random.nextInt(URN.size())),
              random.nextInt(ANYTHING),
              random.nextInt(ANYTHING),
              Fault.any(random)));
    }
    return acts;
  }

  Act withoutFault() {
    return new Act(kind, who, how, Fault.NONE);
  }

  <T> T who(List<T> all) {
    return all.get(who % all.size());
  }

  /// From 1 to `most`.
  int howMany(int most) {
    return 1 + how % most;
  }

  @Override
  public String toString() {
    return "%s(%d, %d)%s".formatted(kind, who, how, fault == Fault.NONE ? "" : " " + fault);
  }
}
