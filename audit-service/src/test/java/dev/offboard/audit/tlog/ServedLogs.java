package dev.offboard.audit.tlog;

import dev.offboard.audit.checkpoint.OwnSigner;
import dev.offboard.audit.log.OwnLog;
import dev.offboard.audit.verify.LogSource;
import java.io.IOException;
import java.util.Optional;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/// A log of its own behind the paths of the API, as the verifier reads it.
final class ServedLogs {
  private ServedLogs() {}

  static LogSource of(OwnLog log, OwnSigner signer) {
    Published published = new Published(signer.issuerOf(log), signer.checkpointsOf(log));
    MockMvc mvc =
        MockMvcBuilders.standaloneSetup(
                new TilesApi(log.tree(), published),
                new CheckpointApi(published, signer.checkpointsOf(log)))
            .setControllerAdvice(new Refusals())
            .build();
    return path -> {
      MockHttpServletResponse response = get(mvc, path);
      return switch (response.getStatus()) {
        case 200 -> Optional.of(response.getContentAsByteArray());
        case 404 -> Optional.empty();
        default -> throw new IOException(path + " answers " + response.getStatus());
      };
    };
  }

  private static MockHttpServletResponse get(MockMvc mvc, String path) throws IOException {
    try {
      return mvc.perform(MockMvcRequestBuilders.get("/" + path)).andReturn().getResponse();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
