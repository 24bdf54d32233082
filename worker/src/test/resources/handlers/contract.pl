# The handler of the suite that every runtime passes, as a program of its own; it does what its input says.
use strict;
use warnings;
use JSON::PP;

$| = 1;
my $json = JSON::PP->new->utf8->canonical->allow_nonref;

sub say_line { print $json->encode($_[0]), "\n" }

my $call = $json->decode(scalar <STDIN>);
my ($inputs, $context) = @$call{qw(inputs context)};
my $what = $inputs->{do};

sub report {
    open my $file, '>', "$context->{artifactsDir}/report.md" or die "report.md: $!";
    print $file "# Report\n";
    close $file;
    say_line({type => 'artifact', name => 'report.md', mediaType => 'text/markdown'});
}

sub refuse {
    my ($code, $message, $retryable) = @_;
    say_line({type => 'error', code => $code, message => $message,
        retryable => $retryable ? JSON::PP::true : JSON::PP::false});
    exit 0;
}

sub answer {
    if ($what eq 'echo') {
        return {
            inputs   => $inputs,
            key      => $context->{idempotencyKey},
            attempt  => $context->{attempt},
            task     => $context->{taskId},
            step     => $context->{stepId},
            agent    => $context->{agent}{id},
            language => $context->{language},
        };
    }
    return {rows => 'many'} if $what eq 'misfit';
    if ($what eq 'work') {
        say_line({type => 'progress', message => 'begins', fraction => 0.0});
        say_line({type => 'log', level => 'info', message => 'half of it is done'});
        report();
        say_line({type => 'progress', message => 'ends', fraction => 1.0});
        return {report => {artifact => 'report.md'}};
    }
    if ($what eq 'spoil') {
        report();
        refuse('SPOILT', 'on purpose', 0);
    }
    refuse('NO_LUCK', 'try again', $inputs->{retryable}) if $what eq 'fail';
    die "unforeseen\n" if $what eq 'break';
    if ($what eq 'wait') {
        say_line({type => 'progress', message => 'waits'});
        sleep 600;
    }
    say_line({type => 'progress', message => 'and so on'}) while $what eq 'chatter';
    return {text => 'x' x $inputs->{n}} if $what eq 'large';
    if ($what eq 'deep') {
        # Deeper than the library writes.
        my $n = $inputs->{n};
        print '{"type":"result","output":', '{"more":' x $n, '{}', '}' x $n, "}\n";
        exit 0;
    }
    refuse('BAD_INPUT', "cannot do $what", 0);
}

my $output = eval { answer() };
refuse('HANDLER_FAILED', $@, 0) if $@;
say_line({type => 'result', output => $output});
