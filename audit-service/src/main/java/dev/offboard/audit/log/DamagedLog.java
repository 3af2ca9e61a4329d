package dev.offboard.audit.log;

import org.springframework.dao.TransientDataAccessException;

/// The log is not what this service wrote. It counts as an outage, so that nothing is set aside and
/// nothing is appended until a person has looked: the messages wait on their topics.
public final class DamagedLog extends TransientDataAccessException {
  private static final long serialVersionUID = 1;

  DamagedLog(String what) {
    super(
        what
            + ". Somebody changed the log behind this service. Nothing is appended and nothing is"
            + " lost: messages wait on their topics until a person has found out what happened and"
            + " restored the log");
  }
}
