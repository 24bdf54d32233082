# Gets pages as a program does that knows nothing of the sandbox: by the variables that name a proxy.
use strict;
use warnings;
use HTTP::Tiny;
use JSON::PP;

my $json = JSON::PP->new->utf8->canonical;
my $call = $json->decode(scalar <STDIN>);
my @answers = map {
    my $answer = HTTP::Tiny->new(timeout => 10)->get($_, {headers => {'X-Key' => $ENV{API_KEY} // 'none'}});
    "$answer->{status} $answer->{content}"
} @{$call->{inputs}{pages} // []};

open my $status, '<', '/proc/self/status' or die "status: $!";
my ($ignored) = map { /^SigIgn:\s*(\w+)/ ? $1 : () } <$status>;
print $json->encode({type => 'result', output => {
    answers => \@answers,
    ignored => $ignored,
    handler => $call->{handler},
    file => $call->{handlerFile} // 'none',
    variables => [sort keys %ENV],
    path => $ENV{PATH},
}}), "\n";
