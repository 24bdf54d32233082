package io.openclaw.gateway.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands at a socket's very beginning and counts what comes in until the client has authenticated.
 * The WebSocket decoder gathers a whole frame before anybody sees it, and the frames of those who
 * have authenticated may be large; without this, anybody could fill the memory with them.
 */
final class SocketGuard extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final long limit;

  private volatile boolean isLifted;

  // On the event loop only.
  private long received;
  private boolean hasRefused;

  SocketGuard(Channel channel, long limit) {
    this.channel = channel;
    this.limit = limit;
  }

  /** The client has authenticated. */
  void lift() {
    isLifted = true;
  }

  /** Ends the connection at once, whatever is still to be written. */
  void cutOff() {
    var _ = channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!isLifted && message instanceof ByteBuf bytes) {
      received += bytes.readableBytes();
      if (received > limit) {
        ReferenceCountUtil.release(message);
        refuse();
        return;
      }
    }
    super.channelRead(context, message);
  }

  private void refuse() {
    if (!hasRefused) {
      hasRefused = true;
      var _ =
          channel
              .writeAndFlush(
                  new CloseWebSocketFrame(
                      WebSocketCloseStatus.MESSAGE_TOO_BIG, "too much before connect"))
              .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
