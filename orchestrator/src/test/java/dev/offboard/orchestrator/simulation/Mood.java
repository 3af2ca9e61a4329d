package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.UserRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// How a participant takes one user.
enum Mood {
  WILLING,
  /// Ends later what it is told now.
  SLOW,
  /// Refuses to revoke.
  REFUSING,
  /// Throws, always.
  POISONOUS,
  /// Says it is done and has done nothing.
  LYING;

  /// Somebody has to do something about it.
  boolean needsAPerson() {
    return this != WILLING && this != SLOW;
  }

  /// Of everybody towards everybody, until they are healed.
  static final class All {
    private static final int UNWILLING_ONE_IN = 9;

    private final Map<String, Mood> moods = new HashMap<>();
    private boolean healed;

    All(long seed, List<ParticipantName> participants, List<UserRef> users) {
      Random random = new Random(~seed);
      for (ParticipantName participant : participants) {
        for (UserRef user : users) {
          boolean unwilling = random.nextInt(UNWILLING_ONE_IN) == 0;
          moods.put(participant + " " + user, unwilling ? any(random) : WILLING);
        }
      }
    }

    private static Mood any(Random random) {
      return values()[1 + random.nextInt(values().length - 1)];
    }

    Mood of(ParticipantName participant, UserRef user) {
      Mood mood = moods.getOrDefault(participant + " " + user, WILLING);
      return healed && mood.needsAPerson() ? WILLING : mood;
    }

    void heal() {
      healed = true;
    }
  }
}
