package tidemark.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.relay.Signals;

/**
 * The signals of this process. The platform has them in {@code sun.misc.Signal} alone, which javac
 * warns of in a way that cannot be switched off; hence by reflection. Where it is missing, signals
 * do what the platform does with them.
 */
final class ProcessSignals implements Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Tidemark.class);

  @Override
  public void onReload(Runnable reload) {
    on("HUP", reload);
  }

  @Override
  public void onDebug(Runnable toggle) {
    on("USR1", toggle);
  }

  @Override
  public void onStop(Runnable stop) {
    List.of("TERM", "INT").forEach(signal -> on(signal, stop));
  }

  private static void on(String signal, Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              action.run();
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
      Object before =
          type.getMethod("handle", type, handler)
              .invoke(null, type.getConstructor(String.class).newInstance(signal), proxy);
      // Java leaves a signal alone that was ignored when it started.
      if (handler.getField("SIG_IGN").get(null).equals(before)) {
        LOG.warn("SIG{} is ignored, as nohup has it: it does nothing here", signal);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("SIG" + signal + " cannot be handled", e);
    }
  }
}
