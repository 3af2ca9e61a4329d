package dev.offboard.contracts;

/// A service's side of the saga. The set is open: any app may take part under a name of its own.
public record ParticipantName(String value) implements Comparable<ParticipantName> {
  public static final ParticipantName IDENTITY = new ParticipantName("identity");
  public static final ParticipantName ENTITLEMENT = new ParticipantName("entitlement");
  public static final ParticipantName SESSION = new ParticipantName("session");
  public static final ParticipantName AUDIT = new ParticipantName("audit");

  public ParticipantName {
    Ids.checked("participant", value);
  }

  @Override
  public int compareTo(ParticipantName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
