"""`except*`: what clauses take, raise and leave; groups, naked exceptions, contexts and tracebacks."""
import sys, traceback
def run(make, f):
    try:
        r = f(make())
        print('ret', r)
    except BaseException as e:
        show(e)
def show(e, d=0):
    print('  '*d, type(e).__name__, e.args if not isinstance(e, BaseExceptionGroup) else e.message, 'ctx', repr(e.__context__), 'cause', repr(e.__cause__), [t.tb_lineno for t in walk(e.__traceback__)])
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions: show(x, d+1)
def walk(tb):
    while tb is not None:
        seen.append(tb); tb = tb.tb_next
    r = list(seen); seen.clear()
    return r
seen = []
def f1(exc):
    log = []
    try:
        log.append('body')
        if exc: raise exc
    except* ValueError as e:
        log.append(('VE', repr(e), repr(sys.exception() if hasattr(sys,'exception') else sys.exc_info()[1])))
    except* (TypeError, KeyError) as e:
        log.append(('TE', repr(e)))
    else:
        log.append('else')
    finally:
        log.append('fin')
    try:
        e
    except UnboundLocalError:
        log.append('unbound')
    except NameError: log.append('nameerror')
    return log
def f2(exc):
    try:
        raise exc
    except* ValueError as e:
        raise KeyError('new')
    except* TypeError:
        raise
def f3(exc):
    try:
        raise exc
    except* ValueError as e:
        raise e
    except* OSError as e:
        raise RuntimeError('x') from e
G = ExceptionGroup
def mk1(): return None
def mk2(): return ValueError(1)
def mk3(): return G('g', [ValueError(1), TypeError(2), G('n', [ValueError(3), OSError(4)])])
def mk4(): return TypeError(9)
def mk5(): return G('g', [ZeroDivisionError(1)])
for f in (f1, f2, f3):
    for mk in (mk1, mk2, mk3, mk4, mk5):
        print(f.__name__, mk.__name__)
        run(mk, f)
def bad(exc):
    try:
        raise exc
    except* 5:
        pass
def bad2(exc):
    try:
        raise exc
    except* ExceptionGroup:
        pass
run(mk2, bad); run(mk2, bad2)
run(mk3, bad); run(mk3, bad2)
def nest(exc):
    for i in range(3):
        try:
            try:
                raise exc
            except* ValueError as e:
                for j in range(3):
                    if j == 1: break
                    continue
                raise
        except* OSError as e2:
            print('oserr', e2)
            if i == 1:
                [x for x in range(3)]
try:
    nest(mk3())
except* TypeError as eg:
    show(eg)
except* ValueError as eg:
    show(eg)
