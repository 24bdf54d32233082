package io.openclaw.orchestrator.store;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * Closes a connection to the database once its idle timeout is over. The client by itself only says
 * goodbye then, and waits for the database to close it, for as long as TCP does; meanwhile nothing
 * that waits on it fails. That is left to TCP where the database falls silent before it has let a
 * connection in.
 */
final class SilentConnections extends ChannelInboundHandlerAdapter {
  /** As Vert.x names what looks for silence. */
  private static final String IDLE = "idle";

  private SilentConnections() {}

  /**
   * From now on.
   *
   * @param connection new, of a pool, with an idle timeout
   */
  static void close(SqlConnection connection) {
    // There is no other way to what is below it.
    SocketConnectionBase below =
        (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap().unwrap();
    below
        .socket()
        .channelHandlerContext()
        .pipeline()
        .addAfter(IDLE, "silent", new SilentConnections());
  }

  /** From here on the client's own handlers, which would wait, are not asked. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof IdleStateEvent) {
      ChannelFuture _ = context.close();
    } else {
      super.userEventTriggered(context, event);
    }
  }
}
