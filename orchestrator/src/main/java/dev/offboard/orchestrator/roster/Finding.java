package dev.offboard.orchestrator.roster;

/// What looking at a row before the start has come to.
public enum Finding {
  /// Exactly one user, who can leave.
  MATCHED("can be offboarded"),
  /// Several users are called so.
  AMBIGUOUS("means several people"),
  /// Nobody is called so, or there is no such tenant.
  UNKNOWN("is not known"),
  /// There is nothing left to take away.
  GONE("has left already"),
  /// Being offboarded, or being given access back.
  UNDER_WAY("is being offboarded already"),
  /// A row before it is about the same user.
  DUPLICATE("stands there twice"),
  /// Can't be read.
  UNREADABLE("can't be read");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  /// For people.
  public String words() {
    return words;
  }
}
